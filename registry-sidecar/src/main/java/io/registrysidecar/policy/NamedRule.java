package io.registrysidecar.policy;

/**
 * A rule as a policy has it.
 *
 * @param id what messages and exceptions call it
 * @param kind what kind it is, as the policy calls it
 * @param enforcement what it means when it is not kept
 * @param rule the condition
 */
record NamedRule(String id, String kind, Enforcement enforcement, Rule rule) {}
