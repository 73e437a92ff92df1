package fr.pli.boot;

import fr.pli.tls.TlsConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.Order;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Tells why the configuration stopped the start, one line a key: its name, what is wrong with it, and what it takes. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class WrongKeys implements FailureAnalyzer {

    private static final String ACTION =
            "All keys are explained in docs/operator/configuration.md, those of the relay in docs/vendor/relay.md.";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            String told = told(e);
            if (!told.isEmpty()) {
                return new FailureAnalysis(told, ACTION, failure);
            }
        }
        return null;
    }

    /** What is told of this exception; empty if it is not about a key. */
    private static String told(Throwable e) {
        return switch (e) {
            case TlsConfigurationException wrong -> String.valueOf(wrong.getMessage());
            case WrongKeyException wrong -> String.valueOf(wrong.getMessage());
            case BindValidationException invalid ->
                invalid.getValidationErrors().getAllErrors().stream()
                        .map(error -> invalid(invalid.getValidationErrors().getName(), error))
                        .sorted()
                        .collect(Collectors.joining("\n"));
            case UnboundConfigurationPropertiesException unknown ->
                unknown.getUnboundProperties().stream().map(WrongKeys::unknown).collect(Collectors.joining("\n"));
            case BindException wrong when isOfItself(wrong) -> unreadable(wrong);
            default -> "";
        };
    }

    private static boolean isOfItself(BindException e) {
        return !(e.getCause() instanceof BindValidationException)
                && !(e.getCause() instanceof UnboundConfigurationPropertiesException);
    }

    private static String invalid(ConfigurationPropertyName group, ObjectError error) {
        if (!(error instanceof FieldError field)) {
            return group + ": " + error.getDefaultMessage();
        }
        String key = group + "."
                + field.getField().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        Object value = field.getRejectedValue();
        return value == null
                ? key + ": is missing"
                : key + ": \"" + value + "\" will not do; accepted: " + field.getDefaultMessage();
    }

    private static String unknown(ConfigurationProperty one) {
        return one.getName()
                + (String.valueOf(one.getValue()).isEmpty()
                        ? ": is empty; leave it out or give it a value"
                        : ": there is no such key");
    }

    private static String unreadable(BindException e) {
        Object value = e.getProperty() == null ? "" : e.getProperty().getValue();
        return e.getName() + ": \"" + value + "\" cannot be read; accepted: " + accepted(e.getTarget());
    }

    private static String accepted(Bindable<?> target) {
        ResolvableType type = target.getType();
        ResolvableType element = type.asCollection().getGeneric();
        return element.equals(ResolvableType.NONE)
                ? accepted(type.resolve(Object.class))
                : "a list, with commas, of " + accepted(element.resolve(Object.class));
    }

    private static String accepted(Class<?> type) {
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (Arrays.asList(int.class, long.class).contains(type)) {
            return "a whole number";
        }
        if (type == boolean.class) {
            return "true, false";
        }
        if (type == Duration.class) {
            return "a time such as 500ms, 30s, 10m or 4h";
        }
        if (type == URI.class) {
            return "an address such as https://example.fr/path";
        }
        return type == Path.class ? "a path" : "a text";
    }
}
