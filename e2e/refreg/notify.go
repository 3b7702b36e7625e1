package main

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"regexp"
	"strings"
	"time"
)

const attempts = 100

var manifestPath = regexp.MustCompile(`^/v2/(.+)/manifests/([^/]+)$`)

// notifier sends an event in the envelope of the distribution registry for every manifest that is pushed or deleted,
// one at a time and in order, each until it is accepted.
type notifier struct {
	next   http.Handler
	url    string
	token  string
	events chan []byte
}

func newNotifier(next http.Handler, url, token string) *notifier {
	n := &notifier{next: next, url: url, token: token, events: make(chan []byte, 100_000)}
	go n.run()
	return n
}

func (n *notifier) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	match := manifestPath.FindStringSubmatch(r.URL.Path)
	if match == nil || r.Method != http.MethodPut && r.Method != http.MethodDelete {
		n.next.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, 8<<20))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	status := &statusWriter{ResponseWriter: w, code: http.StatusOK}
	n.next.ServeHTTP(status, r)
	if status.code < 300 {
		n.events <- event(r, match[1], match[2], body)
	}
}

func (n *notifier) run() {
	for body := range n.events {
		for i := 0; !n.post(body); i++ {
			if i == attempts {
				log.Printf("refreg: an event was given up after %d attempts: %s", attempts, body)
				break
			}
			time.Sleep(200 * time.Millisecond)
		}
	}
}

func (n *notifier) post(body []byte) bool {
	request, err := http.NewRequest(http.MethodPost, n.url, bytes.NewReader(body))
	if err != nil {
		log.Fatalf("refreg: -notify: %v", err)
	}
	request.Header.Set("Content-Type", "application/vnd.docker.distribution.events.v2+json")
	if n.token != "" {
		request.Header.Set("Authorization", "Bearer "+n.token)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode < 300
}

func event(r *http.Request, repository, reference string, body []byte) []byte {
	id := make([]byte, 16)
	rand.Read(id)
	target := map[string]any{"repository": repository}
	if strings.Contains(reference, ":") {
		target["digest"] = reference
	} else {
		target["tag"] = reference
	}
	action := "delete"
	if r.Method == http.MethodPut {
		action = "push"
		target["digest"] = fmt.Sprintf("sha256:%x", sha256.Sum256(body))
		target["size"], target["length"] = len(body), len(body)
		target["mediaType"] = r.Header.Get("Content-Type")
	}
	out, err := json.Marshal(map[string]any{"events": []any{map[string]any{
		"id":        fmt.Sprintf("%x", id),
		"timestamp": time.Now().UTC().Format(time.RFC3339Nano),
		"action":    action,
		"target":    target,
		"request":   map[string]any{"addr": r.RemoteAddr, "host": r.Host, "method": r.Method, "useragent": r.UserAgent()},
		"actor":     map[string]any{},
		"source":    map[string]any{},
	}}})
	if err != nil {
		log.Fatalf("refreg: an event cannot be written: %v", err)
	}
	return out
}

// statusWriter remembers the status that was answered.
type statusWriter struct {
	http.ResponseWriter
	code int
}

func (s *statusWriter) WriteHeader(code int) {
	s.code = code
	s.ResponseWriter.WriteHeader(code)
}
