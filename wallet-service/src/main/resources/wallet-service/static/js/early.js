// A press that comes before the page's module: on a slow phone the button is there seconds before the code that
// signs. Loaded before the form and not a module, so that no press can be earlier. It holds the press until the module
// says it is ready (talk.mjs); a module that never comes is told by the service, whose answer says what to do.
(() => {
  const PATIENCE = 15000;

  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event;
    if (form.dataset.keyring !== 'browser' || 'ready' in form.dataset || submitter?.formNoValidate) {
      return;
    }
    event.preventDefault();
    if (form.held) {
      return;
    }
    const status = document.getElementById('progress');
    const texts = document.getElementById('texts');
    if (status && texts) {
      status.textContent = texts.dataset.working;
      status.toggleAttribute('data-busy', true);
    }
    form.held = { submitter, plainly: setTimeout(() => {
      form.dataset.ready = '';
      form.requestSubmit(submitter);
    }, PATIENCE) };
  }, true);
})();
