/** Who may ask for what, and why: parties, intended uses, the trust list, and registration certificates in the form of ETSI TS 119 475 V1.2.1 clause 5.2; start at {@link org.amana.core.register.RegistrationCertificate}. */
@NullMarked
package org.amana.core.register;

import org.jspecify.annotations.NullMarked;
