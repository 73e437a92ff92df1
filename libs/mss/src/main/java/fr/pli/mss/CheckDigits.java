package fr.pli.mss;

/** The check digits of French identifiers. All take ASCII digits; the letters of Corsica count as 1 and 2 where they may stand. */
final class CheckDigits {

    /** SIREN of La Poste: the SIRET of its offices follow a rule of their own. */
    private static final String LA_POSTE = "356000000";

    private CheckDigits() {}

    /** Luhn (ISO/IEC 7812-1), the last digit being the key. {@code A} counts as 1 and {@code B} as 2, as in the FINESS of Corsica (2A, 2B). */
    static boolean luhn(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = digit(number.charAt(number.length() - 1 - i));
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** Luhn; for an office of La Poste also a sum of digits that 5 divides. */
    static boolean siret(String siret) {
        return luhn(siret)
                || siret.startsWith(LA_POSTE) && siret.chars().map(c -> c - '0').sum() % 5 == 0;
    }

    /** Key of an INS: 97 minus the rest of the first 13 characters by 97, 2A being read as 19 and 2B as 18. */
    static int ins(String thirteen) {
        String digits = thirteen.replace("2A", "19").replace("2B", "18");
        return (int) (97 - Long.parseLong(digits) % 97);
    }

    private static int digit(char c) {
        return c <= '9' ? c - '0' : c - 'A' + 1;
    }
}
