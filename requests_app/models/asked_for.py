"""What and for whom, beside the policy's own questions: three parts of a request in one."""

from requests_app.models import particulars, scope, spokesperson


class AskedFor(particulars.Particulars, scope.Scope, spokesperson.Spokesperson):
    """Who decides, for whom it is, and the facts about it. Rules: R-009, R-012, R-013, R-017, R-164."""

    class Meta:
        abstract = True


CONSTRAINTS = [*particulars.CONSTRAINTS, *scope.CONSTRAINTS, *spokesperson.CONSTRAINTS]
