package fr.pli.sandbox;

import fr.pli.prosanteconnect.Options;
import java.util.List;
import java.util.Map;

/**
 * What may differ from one sandbox to another.
 *
 * @param keys of the operator's configuration, over those of the sandbox
 * @param java options of the operator's Java
 * @param environment variables of the operator, over those of this process
 * @param psc how the PSC stand-in starts
 */
public record SandboxSettings(
        Map<String, String> keys, List<String> java, Map<String, String> environment, Options psc) {

    /** An operator for a short life, with these keys. */
    public static SandboxSettings quick(Map<String, String> keys) {
        return new SandboxSettings(keys, OperatorProcess.QUICK, Map.of(), Options.defaults());
    }
}
