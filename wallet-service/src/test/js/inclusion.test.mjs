// Every leaf of every small tree, and every path that is not its own.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { leafHash, requireIncluded } from '../../main/resources/wallet-service/static/js/inclusion.mjs';

const LARGEST = 9;
const hash = (...parts) => new Uint8Array(createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest());

/** MTH of RFC 6962 section 2.1, written the slow way. */
const root = (leaves) => leaves.length === 1
  ? leaves[0]
  : hash([1], root(leaves.slice(0, half(leaves.length))), root(leaves.slice(half(leaves.length))));
const half = (count) => 2 ** Math.floor(Math.log2(count - 1));
const path = (index, leaves) => leaves.length === 1
  ? []
  : index < half(leaves.length)
    ? [...path(index, leaves.slice(0, half(leaves.length))), root(leaves.slice(half(leaves.length)))]
    : [...path(index - half(leaves.length), leaves.slice(half(leaves.length))), root(leaves.slice(0, half(leaves.length)))];

const accepts = (proof) => requireIncluded(proof).then(() => true, (error) => {
  assert.equal(error.reason, 'bad_inclusion');
  return false;
});

test('leafHash_isOfTheZeroByteAndTheEntry', async () =>
  assert.deepEqual(await leafHash(new Uint8Array([2])), hash([0], [2])));

test('requireIncluded_everyLeafOfSmallTrees_holdsAtItsPlaceAndNowhereElse', async () => {
  for (let size = 1; size <= LARGEST; size += 1) {
    const leaves = [...Array(size).keys()].map((at) => hash([0], [at]));
    for (let index = 0; index < size; index += 1) {
      const genuine = { leaf: leaves[index], index: BigInt(index), size: BigInt(size), path: path(index, leaves), root: root(leaves) };
      assert.ok(await accepts(genuine), `${index} of ${size}`);
      for (let other = 0; other <= LARGEST; other += 1) {
        if (other !== index) {
          assert.ok(!await accepts({ ...genuine, index: BigInt(other) }), `${index} of ${size} at ${other}`);
        }
      }
      assert.ok(!await accepts({ ...genuine, path: [...genuine.path, leaves[0]] }));
      assert.ok(genuine.path.length === 0 || !await accepts({ ...genuine, path: genuine.path.slice(0, -1) }));
      assert.ok(genuine.path.length === 0 || !await accepts({ ...genuine, path: genuine.path.slice(1) }));
      assert.ok(!await accepts({ ...genuine, root: hash(genuine.root) }));
    }
  }
});

test('requireIncluded_inATreeOfNothing_isRefused', async () =>
  assert.ok(!await accepts({ leaf: hash([0]), index: 0n, size: 0n, path: [], root: hash([0]) })));

test('requireIncluded_whenAnInnerNodePassesForTheRoot_isRefused', async () => {
  const leaves = [0, 1, 2, 3].map((at) => hash([0], [at]));
  const inner = { leaf: leaves[0], index: 0n, path: [leaves[1]], root: root(leaves.slice(0, 2)) };
  assert.ok(await accepts({ ...inner, size: 2n }));
  assert.ok(!await accepts({ ...inner, size: 4n }), 'the path ends below the root of a tree of four');
});
