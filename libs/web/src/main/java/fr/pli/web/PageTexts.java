package fr.pli.web;

/**
 * The message files of one module's pages: French in {@code basename.properties}, English in {@code basename_en.properties}.
 *
 * @param basename such as {@code fr.pli.operator.pages}
 */
public record PageTexts(String basename) {}
