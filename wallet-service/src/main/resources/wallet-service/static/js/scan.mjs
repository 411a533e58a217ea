// Reads a code with the camera or from a photo where the browser can (BarcodeDetector); the plain forms of the page
// always work: the photo is then read by the service, and the link can be pasted.

const section = document.getElementById('with-camera');
const video = document.getElementById('camera');
const start = document.getElementById('camera-start');
const stop = document.getElementById('camera-stop');
const hint = document.getElementById('camera-hint');
const photo = document.getElementById('photo');
const picture = document.getElementById('picture');
const LARGEST_SIDE = 1600;
let stream;

async function detector() {
  try {
    const formats = await globalThis.BarcodeDetector?.getSupportedFormats();
    return formats?.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : undefined;
  } catch {
    return undefined;
  }
}

const reader = await detector();
section.hidden = reader === undefined || !navigator.mediaDevices?.getUserMedia;

start.addEventListener('click', async () => {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch {
    document.getElementById('camera-status').textContent = section.dataset.blocked;
    return;
  }
  watching(true);
  video.srcObject = stream;
  await video.play();
  look();
});

stop.addEventListener('click', () => watching(false));

/** The full frame, several times a second, until a code is there or the person stops. */
async function look() {
  if (stream === undefined) {
    return;
  }
  const found = await read(video);
  if (found) {
    watching(false);
    open(found);
  } else {
    setTimeout(look, 200);
  }
}

function watching(on) {
  if (!on) {
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    video.srcObject = null;
  }
  for (const [element, shown] of [[video, on], [hint, on], [stop, on], [start, !on]]) {
    element.hidden = !shown;
  }
  (on ? stop : start).focus();
}

async function read(source) {
  try {
    const [code] = await reader.detect(source);
    return code?.rawValue;
  } catch {
    return undefined;
  }
}

function open(text) {
  document.getElementById('link').value = text;
  document.getElementById('text').requestSubmit();
}

picture.addEventListener('change', () => photo.requestSubmit());

/** A photo is read here if possible; otherwise it is made small first, which also takes out where and when it was taken. */
photo.addEventListener('submit', async (event) => {
  const [file] = picture.files;
  if (!file || photo.dataset.small) {
    return;
  }
  event.preventDefault();
  photo.dataset.small = 'true';
  try {
    const bitmap = await createImageBitmap(file);
    const found = reader && await read(bitmap);
    if (found) {
      open(found);
      return;
    }
    const smaller = new DataTransfer();
    smaller.items.add(await shrink(bitmap));
    picture.files = smaller.files;
  } catch {
    // an old browser: the service gets the photo as it is
  }
  photo.submit();
});

async function shrink(bitmap) {
  const scale = Math.min(1, LARGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.85); });
  return new File([blob], 'code.jpg', { type: 'image/jpeg' });
}
