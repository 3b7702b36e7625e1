package io.registrysidecar.inventory;

/**
 * A file that packages bring is put elsewhere, so that another may stand in its place
 * (dpkg-divert(1)).
 *
 * @param from the path that packages list, without a slash before it
 * @param to where the file is in truth
 * @param by the package whose own file stands at {@code from}; {@code :} for the administrator's
 */
public record Diversion(String from, String to, String by) {}
