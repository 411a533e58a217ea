import assert from 'node:assert/strict';
import test from 'node:test';
import { decode, encode, sha256 } from '../../main/resources/wallet-service/static/js/base64url.mjs';

test('encode_rfc4648Vectors_comeBack', () => {
  for (const [text, encoded] of [['', ''], ['f', 'Zg'], ['fo', 'Zm8'], ['foobar', 'Zm9vYmFy']]) {
    assert.equal(encode(new TextEncoder().encode(text)), encoded);
    assert.equal(new TextDecoder().decode(decode(encoded)), text);
  }
});

test('decode_whenNotStrict_isRefused', () => {
  for (const bad of ['Zg==', 'Z', 'Zh', 'Z g', 'Zm9v+', 'Zm9v/', null, 7]) {
    assert.throws(() => decode(bad), `accepted ${bad}`);
  }
});

// RFC 9901 section 4.2.3: the digest of the first disclosure of the example
test('sha256_ofDisclosure_isTheDigestOfTheSpecification', async () => {
  assert.equal(await sha256('WyI2cU1RdlJMNWhhaiIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0'),
    'uutlBuYeMDyjLLTpf6Jxi7yNkEF35jdyWMn9U7b_RYY');
});
