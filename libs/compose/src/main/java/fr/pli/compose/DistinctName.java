package fr.pli.compose;

import fr.pli.mss.CdaHeader;
import fr.pli.mss.PdfName;
import java.util.Map;

/** The file names of the PDF copies of one message, no two the same. */
final class DistinctName {

    private DistinctName() {}

    /** The name by the rule (ECO.2.1.6); a second document of the same day and type gets {@code (2)}. */
    static String of(CdaHeader cda, String patientFile, Map<String, Integer> taken) {
        String name = PdfName.of(cda, patientFile).value();
        int count = taken.merge(name, 1, Integer::sum);
        return count == 1 ? name : name.substring(0, name.length() - 4) + " (" + count + ").pdf";
    }
}
