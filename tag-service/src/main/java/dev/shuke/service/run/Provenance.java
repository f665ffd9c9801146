package dev.shuke.service.run;

import java.time.LocalDate;
import java.util.Map;

/**
 * What an answer rests on; every answer carries it.
 *
 * @param dataVersion the published run
 * @param definitionVersions version of each tag the answer used
 * @param simulated whether the brand is simulated, its people invented
 */
public record Provenance(
    LocalDate asOf, long dataVersion, Map<String, Integer> definitionVersions, boolean simulated) {}
