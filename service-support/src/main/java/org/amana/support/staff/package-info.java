/**
 * Built-in staff accounts, their login and the rule that nobody acts for another tenant; enter at
 * {@link org.amana.support.staff.StaffAccounts}.
 */
@NullMarked
package org.amana.support.staff;

import org.jspecify.annotations.NullMarked;
