package fr.pli.postgres;

/**
 * A job that one node of an operator does at a time, whichever comes first.
 *
 * @param name in the table {@code duty}, in health, metrics and logs: one word, {@code life}
 */
public record Duty(String name, Schedule schedule) {}
