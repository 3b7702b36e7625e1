package main

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno/data"
	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"sigs.k8s.io/yaml"
)

// What the API server knows of ClusterPolicies: the schema that Kyverno installs.
type schema struct {
	structural *structuralschema.Structural
	validator  validation.SchemaValidator
}

func clusterPolicies() (*schema, error) {
	crds, err := data.Crds()
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(crds, "kyverno.io_clusterpolicies.yaml")
	if err != nil {
		return nil, err
	}
	var definition apiextensionsv1.CustomResourceDefinition
	if err := yaml.Unmarshal(text, &definition); err != nil {
		return nil, err
	}
	for _, version := range definition.Spec.Versions {
		if version.Name != "v1" {
			continue
		}
		var known apiextensions.JSONSchemaProps
		if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &known, nil); err != nil {
			return nil, err
		}
		structural, err := structuralschema.NewStructural(&known)
		if err != nil {
			return nil, err
		}
		validator, _, err := validation.NewSchemaValidator(&known)
		if err != nil {
			return nil, err
		}
		return &schema{structural, validator}, nil
	}
	return nil, fmt.Errorf("ClusterPolicy has no version v1")
}

// Does what the API server does with a new object: nothing in it may be unknown or wrong, and defaults are filled in.
func (s *schema) admit(object map[string]any) error {
	unknown := pruning.PruneWithOptions(object, s.structural, true, structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})
	if len(unknown) > 0 {
		return fmt.Errorf("unknown fields: %s", strings.Join(unknown, ", "))
	}
	defaulting.Default(object, s.structural)
	return validation.ValidateCustomResource(nil, object, s.validator).ToAggregate()
}
