// Command chunked writes an OCI layout of gzip layers again with layers that carry a table of contents, so that single files can be fetched.
//
//	chunked estargz|estargz-64k|zstd-chunked LAYOUT OUTPUT
//
// Large files are cut into chunks of 4 MiB, as the library does unless told otherwise; with estargz-64k, of 64 KiB.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/containerd/stargz-snapshotter/estargz"
	"github.com/containerd/stargz-snapshotter/estargz/zstdchunked"
	"github.com/klauspost/compress/zstd"
)

type descriptor struct {
	MediaType   string            `json:"mediaType"`
	Digest      string            `json:"digest"`
	Size        int64             `json:"size"`
	Annotations map[string]string `json:"annotations,omitempty"`
}

type manifest struct {
	SchemaVersion int          `json:"schemaVersion"`
	MediaType     string       `json:"mediaType"`
	Config        descriptor   `json:"config"`
	Layers        []descriptor `json:"layers"`
}

type index struct {
	SchemaVersion int          `json:"schemaVersion"`
	Manifests     []descriptor `json:"manifests"`
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 || !slices.Contains([]string{"estargz", "estargz-64k", "zstd-chunked"}, os.Args[1]) {
		log.Fatal("usage: chunked estargz|estargz-64k|zstd-chunked LAYOUT OUTPUT")
	}
	if err := convert(os.Args[1], layout(os.Args[2]), layout(os.Args[3])); err != nil {
		log.Fatalf("chunked: %v", err)
	}
}

func convert(kind string, from, to layout) error {
	if err := os.MkdirAll(to.path("blobs/sha256"), 0o755); err != nil {
		return err
	}
	var root index
	if err := from.readJSON("index.json", &root); err != nil {
		return err
	}
	var image manifest
	if err := from.readJSON(blob(root.Manifests[0].Digest), &image); err != nil {
		return err
	}
	var config map[string]any
	if err := from.readJSON(blob(image.Config.Digest), &config); err != nil {
		return err
	}
	var diffIDs []string
	for i, layer := range image.Layers {
		written, diffID, err := convertLayer(kind, from, to, layer)
		if err != nil {
			return fmt.Errorf("layer %s: %w", layer.Digest, err)
		}
		image.Layers[i] = written
		diffIDs = append(diffIDs, diffID)
	}
	config["rootfs"] = map[string]any{"type": "layers", "diff_ids": diffIDs}
	var err error
	if image.Config, err = to.putJSON(image.Config, config); err != nil {
		return err
	}
	if root.Manifests[0], err = to.putJSON(root.Manifests[0], image); err != nil {
		return err
	}
	if err := to.writeJSON("index.json", root); err != nil {
		return err
	}
	return to.writeJSON("oci-layout", map[string]string{"imageLayoutVersion": "1.0.0"})
}

func convertLayer(kind string, from, to layout, layer descriptor) (descriptor, string, error) {
	tar, size, err := unpack(from.path(blob(layer.Digest)))
	if err != nil {
		return layer, "", err
	}
	defer tar.Close()
	metadata := map[string]string{}
	compression := estargz.WithCompressionLevel(6)
	mediaType := "application/vnd.oci.image.layer.v1.tar+gzip"
	if kind == "zstd-chunked" {
		mediaType = "application/vnd.oci.image.layer.v1.tar+zstd"
		compression = estargz.WithCompression(struct {
			*zstdchunked.Compressor
			*zstdchunked.Decompressor
		}{&zstdchunked.Compressor{CompressionLevel: zstd.SpeedDefault, Metadata: metadata}, &zstdchunked.Decompressor{}})
	}
	chunkSize := 4 << 20
	if kind == "estargz-64k" {
		chunkSize = 64 << 10
	}
	converted, err := estargz.Build(io.NewSectionReader(tar, 0, size), compression, estargz.WithChunkSize(chunkSize))
	if err != nil {
		return layer, "", err
	}
	defer converted.Close()
	written, err := to.put(descriptor{MediaType: mediaType, Annotations: metadata}, converted)
	if err != nil {
		return layer, "", err
	}
	if kind != "zstd-chunked" {
		written.Annotations = map[string]string{estargz.TOCJSONDigestAnnotation: converted.TOCDigest().String()}
	}
	return written, converted.DiffID().String(), nil
}

// unpack inflates a layer into a temporary file that is already deleted.
func unpack(path string) (*os.File, int64, error) {
	file, err := os.CreateTemp("", "layer-*.tar")
	if err != nil {
		return nil, 0, err
	}
	os.Remove(file.Name())
	command := exec.Command("gzip", "-dc")
	if command.Stdin, err = os.Open(path); err != nil {
		return nil, 0, err
	}
	command.Stdout = file
	if err := command.Run(); err != nil {
		return nil, 0, err
	}
	size, err := file.Seek(0, io.SeekCurrent)
	return file, size, err
}

// layout is the folder of an OCI image layout.
type layout string

func (l layout) path(name string) string { return filepath.Join(string(l), name) }

func blob(digest string) string { return "blobs/" + strings.Replace(digest, ":", "/", 1) }

func (l layout) readJSON(name string, value any) error {
	data, err := os.ReadFile(l.path(name))
	if err != nil {
		return err
	}
	return json.Unmarshal(data, value)
}

func (l layout) writeJSON(name string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return os.WriteFile(l.path(name), data, 0o644)
}

func (l layout) putJSON(like descriptor, value any) (descriptor, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return like, err
	}
	return l.put(like, bytes.NewReader(data))
}

// put writes a blob; what it gives is like, but with the blob's own digest and size.
func (l layout) put(like descriptor, content io.Reader) (descriptor, error) {
	file, err := os.CreateTemp(l.path("blobs/sha256"), "part-*")
	if err != nil {
		return like, err
	}
	defer file.Close()
	hash := sha256.New()
	if like.Size, err = io.Copy(io.MultiWriter(file, hash), content); err != nil {
		return like, err
	}
	like.Digest = fmt.Sprintf("sha256:%x", hash.Sum(nil))
	return like, os.Rename(file.Name(), l.path(blob(like.Digest)))
}
