package io.registrysidecar.schema;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Says that a vulnerability is exploited in the wild, from the Known Exploited Vulnerabilities
 * catalogue.
 *
 * @param added day it entered the catalogue
 * @param due day by which the catalogue asks for a fix, or null
 * @param ransomware whether ransomware campaigns are known to use it
 */
public record Kev(LocalDate added, @Nullable LocalDate due, boolean ransomware) {}
