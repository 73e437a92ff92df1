package fr.pli.mss.xdm;

import fr.pli.mss.CdaId;
import fr.pli.mss.CdaPatient;
import fr.pli.mss.Hl7Time;
import fr.pli.mss.InsOid;
import fr.pli.mss.MessageSubject;
import fr.pli.mss.TextForms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who a document, or its description, says that its patient is: numbers and traits, to be held against those of another (ECO.2.1.1). One
 * mail is of one patient, and a number alone does not say which: a wrong number beside right traits is the most usual mistake. Names are
 * compared by their letters: case, accents, blanks, hyphens and apostrophes make no difference.
 *
 * @param ids numbers, each below its authority; those that are absent or have no extension never count
 * @param birthName empty if not given
 * @param names other family names
 * @param firstName first given name of the birth certificate; empty if not given
 * @param givenNames other given names
 * @param birthTime compared by day, or as far as both say it
 * @param sex {@code F} or {@code M}; anything else says nothing
 */
public record PatientTraits(
        List<CdaId> ids,
        String birthName,
        List<String> names,
        String firstName,
        List<String> givenNames,
        Hl7Time birthTime,
        String sex) {

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Set<String> SEXES = Set.of("F", "M");

    public PatientTraits {
        ids = ids.stream().filter(id -> !id.extension().isBlank()).toList();
        names = List.copyOf(names);
        givenNames = List.copyOf(givenNames);
    }

    /** The patient of a CDA. */
    public static PatientTraits of(CdaPatient patient) {
        return new PatientTraits(
                patient.ids(),
                patient.birthName(),
                List.of(patient.usedName()),
                patient.firstName(),
                List.of(patient.usedFirstName(), patient.givenNames()),
                patient.birthTime(),
                patient.gender());
    }

    /** The patient whom METADATA.XML gives to a document: patientId, sourcePatientId, and PID-5, PID-7 and PID-8 of sourcePatientInfo. */
    public static PatientTraits of(DocumentEntry entry) {
        List<String> names = new ArrayList<>();
        List<String> givenNames = new ArrayList<>();
        for (String xpn : entry.pid(5)) {
            String[] parts = xpn.split("\\^", 4);
            names.add(parts[0]);
            givenNames.addAll(Arrays.asList(parts).subList(1, Math.min(3, parts.length)));
        }
        return new PatientTraits(
                Stream.of(entry.patientId(), entry.sourcePatientId())
                        .map(PatientId::id)
                        .toList(),
                "",
                names,
                "",
                givenNames,
                new Hl7Time(entry.pid(7).stream().findFirst().orElse("")),
                entry.pid(8).stream().findFirst().orElse(""));
    }

    /** Somebody of whom only a number is known. */
    public static PatientTraits ofNumber(CdaId id) {
        return new PatientTraits(List.of(id), "", List.of(), "", List.of(), Hl7Time.NONE, "");
    }

    /** The same with the numbers that METADATA.XML gives for the document too: the description counts where the document has none. */
    PatientTraits withNumbersOf(DocumentEntry entry) {
        List<CdaId> all = new ArrayList<>(ids);
        all.addAll(of(entry).ids);
        return new PatientTraits(
                all.stream().distinct().toList(), birthName, names, firstName, givenNames, birthTime, sex);
    }

    /** Whether it has two numbers by one authority of the INS: nobody has. */
    public boolean contradictsItself() {
        Set<CdaId> ins = withIns(ids);
        return ins.stream().map(CdaId::root).distinct().count() < ins.size();
    }

    /**
     * Whether both are surely one person: they have a number in common, and {@linkplain #contradicts nothing that both say differs}. Two
     * patients without a number are never one, whatever their names.
     */
    public boolean isSameAs(PatientTraits other) {
        return hasNumberOf(other) && !contradicts(other);
    }

    /** Whether they cannot be one person: the numbers that one authority gave them differ, or a name, the birth date or the sex does. */
    public boolean contradicts(PatientTraits other) {
        return numbersContradict(other)
                || namesContradict(letters(birthName), letters(other.birthName), familyNames(), other.familyNames())
                || firstNamesContradict(other)
                || birthContradicts(other)
                || sexContradicts(other);
    }

    /** Whether a subject (ECO.2.1.3) ends with a name, a first name and the birth date, if it has one, of this patient. */
    public boolean areIn(MessageSubject subject) {
        if (subject.birthDate().isPresent()
                && birthTime.date().isPresent()
                && !subject.birthDate().equals(birthTime.date())) {
            return false;
        }
        Set<String> families = familyNames();
        Set<String> firsts = firstNames();
        if (families.isEmpty() || firsts.isEmpty()) {
            return true;
        }
        String[] words = NO_WORD.split(upper(subject.text()), -1);
        int end = words.length;
        while (end > 0 && words[end - 1].chars().allMatch(Character::isDigit)) {
            end--; // the birth date
        }
        String tail = "";
        for (int start = end - 1; start >= 0 && tail.length() <= MessageSubject.MARKER.length() + 200; start--) {
            tail = words[start] + tail;
            if (isFullName(tail, families, firsts)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has a family name and a first name. */
    boolean isNamed() {
        return !familyNames().isEmpty() && !firstNames().isEmpty();
    }

    private static boolean isFullName(String letters, Set<String> families, Set<String> firsts) {
        for (String family : families) {
            if (letters.startsWith(family) && firsts.contains(letters.substring(family.length()))
                    || letters.endsWith(family)
                            && firsts.contains(letters.substring(0, letters.length() - family.length()))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasNumberOf(PatientTraits other) {
        return ids.stream().anyMatch(other.ids::contains);
    }

    /** An INS goes before the numbers that a structure gave: of those one person may have several. */
    private boolean numbersContradict(PatientTraits other) {
        Set<CdaId> own = withIns(ids);
        Set<CdaId> others = withIns(other.ids);
        if (own.isEmpty() || others.isEmpty()) {
            own = Set.copyOf(ids);
            others = Set.copyOf(other.ids);
        }
        if (own.stream().anyMatch(others::contains)) {
            return false;
        }
        Set<String> authorities = new HashSet<>();
        own.forEach(id -> authorities.add(id.root()));
        return others.stream().anyMatch(id -> authorities.contains(id.root()));
    }

    private static Set<CdaId> withIns(List<CdaId> ids) {
        Set<CdaId> found = new HashSet<>(ids);
        found.removeIf(id -> InsOid.of(id.root()).isEmpty());
        return found;
    }

    private static boolean namesContradict(String one, String two, Set<String> all, Set<String> others) {
        if (!one.isEmpty() && !two.isEmpty()) {
            return !one.equals(two);
        }
        return !all.isEmpty() && !others.isEmpty() && all.stream().noneMatch(others::contains);
    }

    /** {@code JEAN} and {@code JEAN MARIE} may be one person: some write one first name where others write all. */
    private boolean firstNamesContradict(PatientTraits other) {
        String own = letters(firstName);
        String others = letters(other.firstName);
        if (!own.isEmpty() && !others.isEmpty()) {
            return !beginsWith(firstName, others) && !beginsWith(other.firstName, own);
        }
        return namesContradict("", "", firstNames(), other.firstNames());
    }

    /** Whether a name, or some of its words from the first on, has these letters: {@code JEAN-MARIE} is {@code JEAN MARIE}, and not {@code JEAN}. */
    private static boolean beginsWith(String name, String letters) {
        StringBuilder begin = new StringBuilder();
        for (String word : name.strip().split("\\s+", -1)) {
            begin.append(letters(word));
            if (letters.contentEquals(begin)) {
                return true;
            }
        }
        return false;
    }

    private boolean birthContradicts(PatientTraits other) {
        String own = birthTime.value();
        String others = other.birthTime.value();
        int known = Math.min(8, Math.min(own.length(), others.length()));
        return known >= 4 && !own.regionMatches(0, others, 0, known);
    }

    private boolean sexContradicts(PatientTraits other) {
        return SEXES.contains(sex) && SEXES.contains(other.sex) && !sex.equals(other.sex);
    }

    private Set<String> familyNames() {
        Set<String> all = new HashSet<>();
        all.add(letters(birthName));
        names.forEach(name -> all.add(letters(name)));
        all.remove("");
        return all;
    }

    private Set<String> firstNames() {
        Set<String> all = new HashSet<>();
        Stream.concat(Stream.of(firstName), givenNames.stream()).forEach(given -> {
            all.add(letters(given));
            for (String word : given.strip().split("\\s+", -1)) {
                all.add(letters(word));
            }
        });
        all.remove("");
        return all;
    }

    private static String letters(String name) {
        return NO_LETTERS.matcher(upper(name)).replaceAll("");
    }

    private static String upper(String name) {
        return TextForms.deaccented(name).toUpperCase(Locale.ROOT);
    }

    /** Nothing of the patient: this is safe for logs. */
    @Override
    public String toString() {
        return "PatientTraits";
    }
}
