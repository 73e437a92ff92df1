package fr.pli.relay.rules;

import java.time.Duration;

/**
 * How long sessions last (spec: psc-relay.md section 4).
 *
 * @param longest from the question on, whatever is done
 * @param idle without a call for which a person acts
 * @param login from the question to the browser's return
 * @param most sessions of one software at a time
 */
public record SessionLimits(Duration longest, Duration idle, Duration login, int most) {}
