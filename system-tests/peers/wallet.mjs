#!/usr/bin/env node
// An independent wallet made of published libraries, for one run:
//   node wallet.mjs --anchors DIR --offer URI [--tx-code N] [--copies N] [--request URI]
// DIR holds PEM files of trusted roots: issuer*.pem and access*.pem. One JSON line per step on standard output;
// the last one is {"step":"done"}; exit 1 and {"step":"failed", ...} at the first step that does not hold.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setGlobalConfig } from '@openid4vc/oauth2';
import { Keyring } from './callbacks.mjs';
import { receive } from './receive.mjs';
import { present } from './present.mjs';

const { values } = parseArgs({
  options: {
    anchors: { type: 'string' },
    offer: { type: 'string' },
    'tx-code': { type: 'string' },
    copies: { type: 'string', default: '1' },
    request: { type: 'string' },
  },
});
const log = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));
const roots = (prefix) =>
  readdirSync(values.anchors)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.pem'))
    .map((name) => new X509Certificate(readFileSync(join(values.anchors, name))));

setGlobalConfig({ allowInsecureUrls: true }); // the node under test listens on loopback http
try {
  const keyring = new Keyring();
  const shared = { keyring, issuerRoots: roots('issuer'), accessRoots: roots('access'), log };
  const [held] = await receive({
    ...shared,
    offer: values.offer,
    txCode: values['tx-code'],
    copies: Number(values.copies),
  });
  if (values.request) await present({ ...shared, request: values.request, held });
  log('done');
} catch (error) {
  log('failed', { name: error.name, message: error.message, cause: String(error.cause ?? '') });
  process.exitCode = 1;
}
