// A page opened from disk may not start a worker, and the search runs in one. There, a hidden frame takes its place.
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(url) {
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      document.body.append(this.frame)
      this.inside = this.frame.contentWindow
      this.inside.postMessage = data => setTimeout(() => this.onmessage?.({ data }))
      const script = this.inside.document.createElement("script")
      this.ready = new Promise(resolve => { script.onload = resolve })
      script.onerror = event => this.onerror?.(event)
      script.src = new URL(url, location)
      this.inside.document.head.append(script)
    }
    postMessage(data) { this.ready.then(() => this.inside.onmessage?.({ data })) }
    terminate() { this.frame.remove() }
  }
}
