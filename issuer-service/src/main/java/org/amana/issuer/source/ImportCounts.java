package org.amana.issuer.source;

/** How far an import is. */
record ImportCounts(int rows, int accepted, int unchanged, int refused) {
    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0);

    ImportCounts plusAccepted() {
        return new ImportCounts(rows + 1, accepted + 1, unchanged, refused);
    }

    ImportCounts plusUnchanged() {
        return new ImportCounts(rows + 1, accepted, unchanged + 1, refused);
    }

    ImportCounts plusRefused() {
        return new ImportCounts(rows + 1, accepted, unchanged, refused + 1);
    }
}
