package org.amana.wallet.home;

/** Names as registers and types give them, in both languages. */
record Words(boolean arabic) {
    String of(String english, String arabicWord) {
        return arabic ? arabicWord : english;
    }

    String card() {
        return of("Right to work", "الحق في العمل");
    }

    String office() {
        return of("Labour Office of Puerto Claro", "مكتب العمل في بويرتو كلارو");
    }

    String purpose() {
        return of("To check that you may do this job before you start",
                "للتحقق من أنه يُسمح لك بهذا العمل قبل أن تبدأ");
    }
}
