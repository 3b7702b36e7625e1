package io.registrysidecar.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The images of one Pod specification: of its containers of each sort, and those that it mounts.
 *
 * <p>A template may leave an image out for others to fill in. Such a Pod cannot start, and the
 * image is judged in the Pod that names it.
 */
final class PodImages {

  private static final int MOST = 500;
  private static final int LONGEST = 1024;
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private final String uid;
  private final String pointer;
  private final List<PodImage> found = new ArrayList<>();

  private PodImages(String uid, String pointer) {
    this.uid = uid;
    this.pointer = pointer;
  }

  /**
   * All images of the specification to which {@code pointer} leads in {@code object}.
   *
   * @throws MalformedReview if it is missing or not of the form that Kubernetes describes
   */
  static List<PodImage> of(String uid, JsonNode object, String pointer) throws MalformedReview {
    JsonNode spec = object.at(pointer);
    PodImages images = new PodImages(uid, pointer);
    if (!spec.isObject()) {
      throw images.malformed("", "is not an object");
    }
    for (String list : CONTAINERS) {
      images.each(spec, list, "/image");
    }
    images.each(spec, "volumes", "/image/reference");
    return images.found;
  }

  private void each(JsonNode spec, String name, String image) throws MalformedReview {
    JsonNode list = spec.path(name);
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    if (!list.isArray()) {
      throw malformed("/" + name, "is not a list");
    }
    for (int i = 0; i < list.size(); i++) {
      String place = "/" + name + "/" + i;
      if (!list.get(i).isObject()) {
        throw malformed(place, "is not an object");
      }
      JsonNode holder = list.get(i).path("image");
      if (image.equals("/image/reference") && !absent(holder) && !holder.isObject()) {
        throw malformed(place + "/image", "is not an object");
      }
      add(list.get(i).at(image), place + image);
    }
  }

  private void add(JsonNode image, String place) throws MalformedReview {
    if (absent(image) || (image.isTextual() && image.textValue().isEmpty())) {
      return;
    }
    if (!image.isTextual()) {
      throw malformed(place, "is not a string");
    }
    if (image.textValue().length() > LONGEST) {
      throw malformed(place, "is longer than " + LONGEST + " characters");
    }
    if (found.size() == MOST) {
      throw malformed(place, "is one image too many: at most " + MOST + " are judged at once");
    }
    found.add(new PodImage(pointer + place, image.textValue()));
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private MalformedReview malformed(String place, String defect) {
    return new MalformedReview(uid, "request.object" + pointer + place + " " + defect);
  }
}
