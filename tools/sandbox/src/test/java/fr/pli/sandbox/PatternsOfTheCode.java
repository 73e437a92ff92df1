package fr.pli.sandbox;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The regular expressions of the libraries and of the applications, read from their class files, and how each is applied. */
final class PatternsOfTheCode {

    private static final String TYPE = "java/util/regex/Pattern";
    private static final Set<String> OF_STRING = Set.of("matches", "replaceAll", "replaceFirst", "split");

    /** How an expression is applied to a text. */
    enum Use {
        /** From the start of the text only. */
        ANCHORED,
        /** From each place of the text. */
        SEARCHED
    }

    /** An expression and where it stands. */
    record Found(String where, Pattern pattern, Set<Use> uses) {}

    private final Map<String, Pattern> fields = new LinkedHashMap<>();
    private final Map<String, Set<Use>> uses = new LinkedHashMap<>();
    private final List<Found> found = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private PatternsOfTheCode() {}

    /** All of them: static fields, and constants that a method of {@link String} takes for an expression. */
    static PatternsOfTheCode read() {
        PatternsOfTheCode all = new PatternsOfTheCode();
        List<ClassModel> classes = new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/tools/"))
                        .importPackages("fr.pli")
                        .stream()
                        .map(PatternsOfTheCode::model)
                        .toList();
        classes.forEach(all::fields);
        classes.forEach(each -> each.methods().forEach(method -> all.method(each, method)));
        all.fields.forEach((name, pattern) ->
                all.found.add(new Found(name, pattern, all.uses.getOrDefault(name, EnumSet.allOf(Use.class)))));
        return all;
    }

    List<Found> found() {
        return found;
    }

    /** Calls whose expression is neither a static field nor a constant. */
    List<String> unknown() {
        return unknown;
    }

    private static ClassModel model(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fields(ClassModel type) {
        boolean any = type.fields().stream()
                .anyMatch(field -> field.flags().has(AccessFlag.STATIC)
                        && field.fieldType().stringValue().equals("L" + TYPE + ";"));
        if (!any) {
            return;
        }
        try {
            for (Field field : Class.forName(name(type)).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Pattern.class) {
                    field.setAccessible(true);
                    fields.put(key(internal(type), field.getName()), (Pattern) field.get(null));
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void method(ClassModel type, MethodModel method) {
        CodeModel code = method.code().orElse(null);
        if (code == null) {
            return;
        }
        String where = name(type) + "." + method.methodName().stringValue();
        String field = "";
        List<String> constants = new ArrayList<>();
        for (var element : code) {
            switch (element) {
                case ConstantInstruction constant
                when constant.constantValue() instanceof String text -> constants.add(text);
                case FieldInstruction read
                when read.type().stringValue().equals("L" + TYPE + ";") ->
                    field = key(read.owner().asInternalName(), read.name().stringValue());
                case InvokeInstruction call -> call(where, call, field, constants);
                default -> {} // applies no expression
            }
        }
    }

    private void call(String where, InvokeInstruction call, String field, List<String> constants) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        switch (owner) {
            case TYPE, "java/util/regex/Matcher" -> {
                if (name.equals("compile") && !where.endsWith(".<clinit>")) {
                    unknown.add(where);
                }
                switch (name) {
                    case "matches", "lookingAt", "asMatchPredicate" -> used(field, Use.ANCHORED);
                    case "find", "replaceAll", "replaceFirst", "results", "split", "splitAsStream", "asPredicate" ->
                        used(field, Use.SEARCHED);
                    default -> {} // decides nothing
                }
            }
            case "java/lang/String" -> {
                if (!OF_STRING.contains(name) || call.type().stringValue().startsWith("(Ljava/lang/CharSequence;")) {
                    return;
                }
                if (constants.isEmpty()) {
                    unknown.add(where);
                }
                Set<Use> use = EnumSet.of(name.equals("matches") ? Use.ANCHORED : Use.SEARCHED);
                constants.forEach(constant -> constant(where, constant, use));
            }
            default -> {} // knows no expressions
        }
    }

    /** The expression is among the constants before the call; what is none is something else. */
    private void constant(String where, String text, Set<Use> use) {
        try {
            found.add(new Found(where, Pattern.compile(text), use));
        } catch (PatternSyntaxException _) {
            // another constant of that method
        }
    }

    private void used(String field, Use use) {
        if (!field.isEmpty()) {
            uses.computeIfAbsent(field, _ -> EnumSet.noneOf(Use.class)).add(use);
        }
    }

    private static String internal(ClassModel type) {
        return type.thisClass().asInternalName();
    }

    private static String name(ClassModel type) {
        return internal(type).replace('/', '.');
    }

    private static String key(String owner, String field) {
        return owner.replace('/', '.') + "." + field;
    }
}
