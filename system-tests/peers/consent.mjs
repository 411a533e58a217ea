#!/usr/bin/env node
// Holds the published examples of the consent profile against schema and shapes with other programs than ours:
//   node consent.mjs PROFILE EXAMPLES
// PROFILE holds event.schema.json, receipt.schema.json, context.jsonld and shapes.ttl; EXAMPLES holds expectations.tsv.
// One JSON line per example; the last one is {"step":"done", ...}; exit 1 when any differs from what is expected.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import jsonld from 'jsonld';
import { Parser } from 'n3';
import ShaclValidator from 'rdf-validate-shacl';
import rdf from '@zazuko/env';

const [profile, examples] = process.argv.slice(2);
const text = (folder, name) => readFileSync(join(folder, name), 'utf8');
const json = (folder, name) => JSON.parse(text(folder, name));
const decoded = (base64url) => JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
const dataset = (triples) => rdf.dataset(new Parser().parse(triples));

const ajv = new Ajv({ strict: true, allErrors: true });
const [event, receipt] = ['event', 'receipt'].map((name) => json(profile, `${name}.schema.json`));
ajv.addSchema(event).addSchema(receipt);
const context = json(profile, 'context.jsonld')['@context'];
const shapes = new ShaclValidator(dataset(text(profile, 'shapes.ttl')), { factory: rdf });

/** Texts that carry a document of their own are replaced by it. */
function opened(document) {
  if (document.event) return { ...document, event: opened(decoded(document.event)) };
  for (const signed of ['confirmation', 'statement']) {
    if (document[signed]) return { ...document, [signed]: decoded(document[signed].split('.')[1]) };
  }
  return document;
}

const keeps = (schema, document) => ajv.getSchema(schema.$id)(document);
const keepsForm = (document, isReceipt) =>
  isReceipt ? keeps(receipt, document) && keeps(event, decoded(document.event)) : keeps(event, document);

async function broken(document) {
  const linked = { '@context': context, ...opened(document) };
  const triples = await jsonld.toRDF(linked, {
    format: 'application/n-quads',
    documentLoader: () => { throw new Error('nothing is fetched'); },
  });
  const { results } = await shapes.validate(dataset(triples));
  return results.map((result) => result.sourceShape.value.split('#').at(-1));
}

async function verdict(document, isReceipt) {
  if (!keepsForm(document, isReceipt)) return { refusedBy: 'SCHEMA', reasons: [] };
  const reasons = await broken(document);
  return reasons.length > 0 ? { refusedBy: 'SHAPES', reasons } : { refusedBy: '-', reasons };
}

let count = 0;
let different = 0;
for (const line of text(examples, 'expectations.tsv').trim().split('\n').slice(1)) {
  const [file, , check, reason] = line.split('\t');
  const { refusedBy, reasons } = await verdict(json(examples, file), file.includes('/receipt-'));
  const expected = check === 'PROGRAM' ? '-' : check; // signatures, bytes and proofs are not looked at here
  const same = refusedBy === expected && (refusedBy !== 'SHAPES' || reasons.includes(reason));
  count += 1;
  if (!same) different += 1;
  console.log(JSON.stringify({ step: 'example', file, expected, refusedBy, reasons, same }));
}
console.log(JSON.stringify({ step: 'done', count, different }));
process.exitCode = different === 0 && count > 0 ? 0 : 1;
