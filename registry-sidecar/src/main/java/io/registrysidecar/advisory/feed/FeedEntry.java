package io.registrysidecar.advisory.feed;

/**
 * What a line or file of a feed holds: an advisory, or something that is known beside advisories.
 */
public sealed interface FeedEntry permits OsvRecord, Enrichment {}
