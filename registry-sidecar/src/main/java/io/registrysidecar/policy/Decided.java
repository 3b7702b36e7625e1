package io.registrysidecar.policy;

/**
 * A decision, with the policy that it follows from.
 *
 * @param decision what was decided, and why
 * @param policy what attestations call the policy
 */
public record Decided(Decision decision, PolicyReference policy) {}
