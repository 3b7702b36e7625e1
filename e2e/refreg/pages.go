package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
)

var referrersPath = regexp.MustCompile(`^/v2/.+/referrers/[^/]+$`)

// referrersPages cuts the referrers list into pages with Link headers, and writes an empty list as [] where the
// registry behind it writes null.
type referrersPages struct {
	next http.Handler
	size int
}

func (p *referrersPages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet || !referrersPath.MatchString(r.URL.Path) {
		p.next.ServeHTTP(w, r)
		return
	}
	answer := httptest.NewRecorder()
	p.next.ServeHTTP(answer, r)
	body := answer.Body.Bytes()
	if answer.Code == http.StatusOK {
		body = p.cut(answer.Header(), r, body)
	}
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(answer.Code)
	w.Write(body)
}

func (p *referrersPages) cut(header http.Header, r *http.Request, body []byte) []byte {
	var index map[string]any
	if err := json.Unmarshal(body, &index); err != nil {
		return body
	}
	entries, _ := index["manifests"].([]any)
	if entries == nil {
		entries = []any{}
	}
	if p.size > 0 {
		from, _ := strconv.Atoi(r.URL.Query().Get("from"))
		from = max(0, min(from, len(entries)))
		to := min(from+p.size, len(entries))
		if to < len(entries) {
			query := r.URL.Query()
			query.Set("from", strconv.Itoa(to))
			header.Set("Link", "<"+r.URL.Path+"?"+query.Encode()+`>; rel="next"`)
		}
		entries = entries[from:to]
	}
	index["manifests"] = entries
	out, err := json.Marshal(index)
	if err != nil {
		return body
	}
	return out
}
