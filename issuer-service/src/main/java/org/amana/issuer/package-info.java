/**
 * The issuer service: authorities keep a register, offer credentials, and issue them by OpenID4VCI 1.0. One pass, left to
 * right: {@code desk} or {@code source}, {@code offer}, {@code token}, {@code nonce}, {@code credential}, {@code status}.
 */
@NullMarked
package org.amana.issuer;

import org.jspecify.annotations.NullMarked;
