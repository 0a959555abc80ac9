"""Every report is rendered from grades and nothing else: terminal, HTML, JUnit."""
