// Command soci writes an OCI layout of gzip layers again, with a SOCI index: tables of contents that are kept beside the layers, which stay as they are.
//
//	soci v1|v2 SPAN LAYOUT OUTPUT
//
// A v1 index is a referrer of the image; a v2 index is listed beside it, and the image names it. SPAN is how many bytes of unpacked content lie between two places where inflating can begin.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/awslabs/soci-snapshotter/soci"
	"github.com/awslabs/soci-snapshotter/soci/store"
	"github.com/containerd/containerd/v2/core/images"
	"github.com/containerd/containerd/v2/plugins/content/local"
	"github.com/opencontainers/go-digest"
	"github.com/opencontainers/image-spec/specs-go"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
)

var platform = ocispec.Platform{OS: "linux", Architecture: "amd64"}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 5 || os.Args[1] != "v1" && os.Args[1] != "v2" {
		log.Fatal("usage: soci v1|v2 SPAN LAYOUT OUTPUT")
	}
	span, err := strconv.ParseInt(os.Args[2], 10, 64)
	if err != nil {
		log.Fatalf("soci: %v", err)
	}
	if err := index(os.Args[1], span, layout(os.Args[3]), layout(os.Args[4])); err != nil {
		log.Fatalf("soci: %v", err)
	}
}

func index(version string, span int64, from, to layout) error {
	image, err := from.linkTo(to)
	if err != nil {
		return err
	}
	builder, err := newBuilder(to, span)
	if err != nil {
		return err
	}
	ctx, target := context.Background(), images.Image{Name: "image", Target: image}
	if version == "v2" {
		both, err := builder.Convert(ctx, target, soci.ConvertWithPlatforms(platform), soci.ConvertWithNoGarbageCollectionLabels())
		if err != nil {
			return err
		}
		return to.writeIndex(tagged(*both, "latest"))
	}
	built, err := builder.Build(ctx, target, soci.WithPlatform(platform), soci.WithNoGarbageCollectionLabel())
	if err != nil {
		return err
	}
	referrer := built.Desc
	referrer.MediaType, referrer.ArtifactType = ocispec.MediaTypeImageManifest, soci.SociIndexArtifactTypeV1
	referrers, err := to.putIndex(referrer)
	if err != nil {
		return err
	}
	return to.writeIndex(tagged(image, "latest"), tagged(referrers, strings.Replace(image.Digest.String(), ":", "-", 1)))
}

// newBuilder gives the library's own builder, which reads from the layout and writes to it.
func newBuilder(to layout, span int64) (*soci.IndexBuilder, error) {
	content, err := local.NewStore(string(to))
	if err != nil {
		return nil, err
	}
	blobs, err := store.NewSociStore(string(to))
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "soci-*")
	if err != nil {
		return nil, err
	}
	artifacts, err := soci.NewDB(filepath.Join(scratch, "artifacts.db"))
	if err != nil {
		return nil, err
	}
	return soci.NewIndexBuilder(content, blobs, soci.WithSpanSize(span), soci.WithMinLayerSize(0), soci.WithArtifactsDb(artifacts))
}

// tagged gives a descriptor with nothing but a tag.
func tagged(of ocispec.Descriptor, tag string) ocispec.Descriptor {
	return ocispec.Descriptor{MediaType: of.MediaType, Digest: of.Digest, Size: of.Size, Annotations: map[string]string{ocispec.AnnotationRefName: tag}}
}

// layout is the folder of an OCI image layout.
type layout string

func (l layout) path(name string) string { return filepath.Join(string(l), name) }

// linkTo makes a layout of the same blobs; gives its first manifest.
func (l layout) linkTo(to layout) (image ocispec.Descriptor, err error) {
	const blobs = "blobs/sha256"
	if err = os.MkdirAll(to.path(blobs), 0o755); err != nil {
		return
	}
	entries, err := os.ReadDir(l.path(blobs))
	if err != nil {
		return
	}
	for _, entry := range entries {
		name := filepath.Join(blobs, entry.Name())
		if err = os.Link(l.path(name), to.path(name)); err != nil && !os.IsExist(err) {
			return
		}
	}
	data, err := os.ReadFile(l.path(ocispec.ImageIndexFile))
	if err != nil {
		return
	}
	var root ocispec.Index
	if err = json.Unmarshal(data, &root); err != nil {
		return
	}
	if len(root.Manifests) == 0 {
		return image, fmt.Errorf("%s lists no image", l)
	}
	image = root.Manifests[0]
	image.Annotations = nil
	return image, os.WriteFile(to.path(ocispec.ImageLayoutFile), []byte(`{"imageLayoutVersion":"1.0.0"}`), 0o644)
}

func indexOf(manifests ...ocispec.Descriptor) ([]byte, error) {
	return json.Marshal(ocispec.Index{Versioned: specs.Versioned{SchemaVersion: 2}, MediaType: ocispec.MediaTypeImageIndex, Manifests: manifests})
}

// putIndex writes an index of manifests as a blob.
func (l layout) putIndex(manifests ...ocispec.Descriptor) (ocispec.Descriptor, error) {
	data, err := indexOf(manifests...)
	if err != nil {
		return ocispec.Descriptor{}, err
	}
	written := ocispec.Descriptor{MediaType: ocispec.MediaTypeImageIndex, Digest: digest.FromBytes(data), Size: int64(len(data))}
	return written, os.WriteFile(l.path("blobs/sha256/"+written.Digest.Encoded()), data, 0o644)
}

// writeIndex says which manifests the layout is about.
func (l layout) writeIndex(manifests ...ocispec.Descriptor) error {
	data, err := indexOf(manifests...)
	if err != nil {
		return err
	}
	return os.WriteFile(l.path(ocispec.ImageIndexFile), data, 0o644)
}
