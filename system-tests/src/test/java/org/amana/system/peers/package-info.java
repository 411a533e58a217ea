/**
 * Independent implementations that run beside Amana. They prove interoperability, not refusal:
 * several of them accept what the specifications forbid. Entry class: {@link NpmProgram}.
 */
@NullMarked
package org.amana.system.peers;

import org.jspecify.annotations.NullMarked;
