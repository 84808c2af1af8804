# One image for web, worker, beat and migrations; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm AS environment
ENV PIP_NO_CACHE_DIR=1 UV_PYTHON_DOWNLOADS=never UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy
RUN pip install --quiet --disable-pip-version-check 'uv==0.13.*'
COPY requirements.lock .
RUN uv venv --quiet /opt/environment \
    && uv pip sync --quiet --no-cache --require-hashes --python /opt/environment/bin/python requirements.lock

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 recordings \
    && useradd --uid 10001 --gid recordings --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin recordings \
    && install -d -o recordings -g recordings -m 0750 \
        /var/lib/recordings /var/lib/recordings/documents /var/lib/recordings/beat
COPY --from=environment /opt/environment /opt/environment
WORKDIR /opt/recordings_gov
COPY . .
ENV PATH=/opt/environment/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=recordings_gov.settings.production \
    DATA_DIR=/var/lib/recordings
# Static files are part of the image; the keys are only for this one command and kept nowhere.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" ALLOWED_HOSTS=build.invalid \
    REASONS_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    python manage.py collectstatic --no-input --verbosity 0
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--config", "python:recordings_gov.serving", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--worker-tmp-dir", "/dev/shm", "recordings_gov.wsgi"]
