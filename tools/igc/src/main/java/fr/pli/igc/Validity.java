package fr.pli.igc;

import java.time.Instant;

/** From when until when a certificate is valid. */
record Validity(Instant from, Instant until) {}
