package io.registrysidecar.inventory;

/** What a layer hides of the layers below it. */
public record LayerShape() {}
