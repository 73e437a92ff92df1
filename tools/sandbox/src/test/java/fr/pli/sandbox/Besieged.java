package fr.pli.sandbox;

import java.io.IOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Siege} of the whole run: an operator that an attack spoils fails whoever comes after, as it should. */
final class Besieged implements ParameterResolver {

    /** Starts with the first test that asks and ends with the last. */
    private record Held(Siege siege) implements AutoCloseable {

        private static Held lay() {
            try {
                return new Held(Siege.lay());
            } catch (Exception e) {
                throw new IllegalStateException("no operator to attack", e);
            }
        }

        @Override
        public void close() throws IOException {
            siege.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Siege.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Besieged.class))
                .computeIfAbsent(Held.class, _ -> Held.lay(), Held.class)
                .siege()
                .by(context.getRequiredTestClass().getSimpleName() + " "
                        + context.getRequiredTestMethod().getName());
    }
}
