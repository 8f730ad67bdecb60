"""The embedded demo portal: a real loopback HTTP server that speaks the portal's protocol, its faults included."""
