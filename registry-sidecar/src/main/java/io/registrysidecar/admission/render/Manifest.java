package io.registrysidecar.admission.render;

/**
 * One text that is ready to be used.
 *
 * @param file what its file is called where it is used
 * @param text its content
 * @param executable whether it is a program
 */
public record Manifest(String file, String text, boolean executable) {}
