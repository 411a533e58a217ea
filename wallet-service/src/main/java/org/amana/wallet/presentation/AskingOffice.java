package org.amana.wallet.presentation;

import org.jspecify.annotations.Nullable;

/**
 * An office that takes codes, as a person chooses it.
 *
 * @param country ISO 3166-1 alpha-2
 */
public record AskingOffice(String id, String name, @Nullable String country) {}
