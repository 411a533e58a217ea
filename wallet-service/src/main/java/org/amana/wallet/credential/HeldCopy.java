package org.amana.wallet.credential;

/** One copy with the credential: SD-JWT without KB-JWT, all disclosures. */
record HeldCopy(String sdJwt) {

    @Override
    public String toString() {
        return "HeldCopy[…]";
    }
}
