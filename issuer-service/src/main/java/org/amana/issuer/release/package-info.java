/**
 * The release of a person's data to an authority that has their consent: {@code POST /{authority}/release}, or an
 * order that came by a broker. A Camel
 * context of its own wires the steps; its one way out is the {@code permitted} component. Nothing in this package can open
 * a connection or reach a database. Enter at {@link org.amana.issuer.release.ReleaseSteps}.
 */
@NullMarked
package org.amana.issuer.release;

import org.jspecify.annotations.NullMarked;
