package io.registrysidecar.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.registrysidecar.image.CoverageNote;
import io.registrysidecar.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Layer evidence as bytes, one part for each detector and one for the layer itself, so that each
 * can be kept under (layer digest, detector name, detector version). Equal evidence gives equal
 * bytes: JSON with members in a fixed order, deflated.
 */
public final class EvidenceCodec {

  /** Names the part that says what a layer hides and where it could not be read. */
  public static final Detector.Id LAYER_PART = new Detector.Id("layer", 4);

  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private EvidenceCodec() {}

  /**
   * The parts of {@code evidence}: {@link #LAYER_PART} and one for each detector.
   *
   * @throws IllegalArgumentException if the evidence is not {@link LayerEvidence#lasting() lasting}
   */
  public static SortedMap<Detector.Id, byte[]> encode(LayerEvidence evidence) {
    if (!evidence.lasting()) {
      throw new IllegalArgumentException("not to be kept: " + evidence);
    }
    SortedMap<Detector.Id, byte[]> parts = new TreeMap<>();
    parts.put(LAYER_PART, bytes(EvidenceJson.layer(evidence.shape(), evidence.notes())));
    evidence.found().forEach((id, files) -> parts.put(id, bytes(EvidenceJson.files(files))));
    return parts;
  }

  /**
   * Puts parts together again. Parts of detectors that are not asked for may be left out.
   *
   * @throws MalformedEvidence if a part is not what {@link #encode} gives, or {@link #LAYER_PART}
   *     is missing
   */
  public static LayerEvidence decode(Digest layer, Map<Detector.Id, byte[]> parts)
      throws MalformedEvidence {
    byte[] layerPart = parts.get(LAYER_PART);
    if (layerPart == null) {
      throw new MalformedEvidence("there is no part " + LAYER_PART + " of layer " + layer);
    }
    JsonNode layerJson = json(layerPart);
    LayerShape shape = EvidenceReader.shape(layerJson);
    List<CoverageNote> notes = EvidenceReader.notes(layerJson, layer, null);
    SortedMap<Detector.Id, List<FileEvidence>> found = new TreeMap<>();
    for (Map.Entry<Detector.Id, byte[]> part : parts.entrySet()) {
      if (!part.getKey().equals(LAYER_PART)) {
        List<FileEvidence> files = new ArrayList<>();
        for (JsonNode file : json(part.getValue())) {
          files.add(EvidenceReader.file(file, layer));
        }
        found.put(part.getKey(), List.copyOf(files));
      }
    }
    return new LayerEvidence(layer, shape, found, notes, true);
  }

  private static byte[] bytes(JsonNode json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      MAPPER.writeValue(deflated, json);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static JsonNode json(byte[] bytes) throws MalformedEvidence {
    try {
      return MAPPER.readTree(new InflaterInputStream(new ByteArrayInputStream(bytes)));
    } catch (JsonProcessingException e) {
      throw new MalformedEvidence("kept evidence is not JSON", e);
    } catch (IOException e) {
      throw new MalformedEvidence("kept evidence is not deflated JSON", e);
    }
  }
}
