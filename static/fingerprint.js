/* Works out the SHA-256 of a chosen file in the browser: the file is neither sent nor kept. */
(() => {
  "use strict";
  const chooser = document.querySelector("[data-fingerprint-to]");
  if (!chooser || !window.crypto || !window.crypto.subtle) return;
  const chosen = chooser.querySelector("input");
  const field = document.getElementById(chooser.dataset.fingerprintTo);
  const says = document.getElementById(chooser.dataset.fingerprintSays);
  const fromFile = document.querySelector('input[name="given"][value="file"]');

  chosen.addEventListener("change", async () => {
    const file = chosen.files[0];
    if (!file) return;
    says.textContent = "Working it out";
    try {
      const digest = await window.crypto.subtle.digest("SHA-256", await file.arrayBuffer());
      field.value = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
      if (fromFile) fromFile.checked = true;
      says.textContent = "Done. Check the other answer, then save.";
    } catch {
      says.textContent = "This computer could not read the file. Type the fingerprint instead.";
    }
  });
})();
