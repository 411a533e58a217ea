// Offers the way back to the requester's page, when the answer named one.

const back = document.getElementById('redirect');
const kept = sessionStorage.getItem(`redirect ${back.dataset.id}`);
if (kept && /^https?:$/.test(new URL(kept, 'invalid:').protocol)) {
  back.querySelector('a').href = kept;
  back.hidden = false;
}
