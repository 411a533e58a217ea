/** Tests of the pages and of the modules that run in the browser. */
@NullMarked
package org.amana.wallet.home;

import org.jspecify.annotations.NullMarked;
