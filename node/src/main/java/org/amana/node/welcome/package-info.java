/** The first page: a door for each kind of user and a story to click through; enter at {@link org.amana.node.welcome.WelcomePage}. */
@NullMarked
package org.amana.node.welcome;

import org.jspecify.annotations.NullMarked;
