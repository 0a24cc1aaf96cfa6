import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks PDF files against PDF/UA-1 with the veraPDF library: one line "PASS file" or "FAIL file" each, with the broken clauses.
 *
 * <p>Usage: {@code java -cp CLASSPATH scripts/validate/VeraCheck.java FILE...}; exit code 1 when a file fails. The class path holds the
 * veraPDF classes and a JAXB run time (Debian: libjaxb-java).
 */
public final class VeraCheck {
    private VeraCheck() {}

    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean failed = false;
        for (String file : files) {
            failed |= !check(file);
        }
        System.exit(failed ? 1 : 0);
    }

    private static boolean check(String file) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.PDFUA_1;
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.println((result.isCompliant() ? "PASS " : "FAIL ") + file);
            brokenClauses(result).forEach((clause, message) -> System.out.println("  " + clause + ": " + message));
            return result.isCompliant();
        }
    }

    private static Map<String, String> brokenClauses(ValidationResult result) {
        Map<String, String> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String clause = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                broken.putIfAbsent(clause, assertion.getMessage() + " at " + assertion.getLocation().getContext());
            }
        }
        return broken;
    }
}
