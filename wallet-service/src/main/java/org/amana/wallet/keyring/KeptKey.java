package org.amana.wallet.keyring;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A key as the vault holds it; {@code pair} is the private JWK and absent for keys of a browser. */
record KeptKey(ObjectNode publicJwk, @Nullable ObjectNode pair) {}
