"""Networks as GEXF 1.3 and GraphML files that Gephi reads whole."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from typing import Any

from graph_cli.views import Network

GEXF = "http://gexf.net/1.3"


def to_gexf(network: Network) -> bytes:
    """GEXF 1.3, static and undirected. The same network gives the same bytes: no date is written in."""
    import networkx

    written = io.BytesIO()
    networkx.write_gexf(_graph(network), written, version="1.3")
    # networkx writes today's date, a misspelt schemaLocation and a name that the schema does not allow.
    ET.register_namespace("", GEXF)
    ET.register_namespace("viz", GEXF + "/viz")
    root = ET.fromstring(written.getvalue())
    for name in [name for name in root.attrib if name.endswith("schemaLocation")]:
        del root.attrib[name]
    for element in root.iter(f"{{{GEXF}}}graph"):
        element.attrib.pop("name", None)
    meta = root.find(f"{{{GEXF}}}meta")
    if meta is not None:
        meta.attrib.pop("lastmodifieddate", None)
        for element in list(meta):
            meta.remove(element)
        ET.SubElement(meta, f"{{{GEXF}}}creator").text = "ofsted-graph"
        ET.SubElement(meta, f"{{{GEXF}}}description").text = network.name
    ET.indent(root)
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def to_graphml(network: Network) -> bytes:
    """GraphML, undirected; labels are the attribute `label`, weights the attribute `weight`."""
    import networkx

    written = io.BytesIO()
    networkx.write_graphml(_graph(network), written, encoding="utf-8", prettyprint=True)
    return written.getvalue() + b"\n"


def _graph(network: Network) -> Any:
    import networkx

    graph = networkx.Graph()
    for key, (label, attributes) in sorted(network.nodes.items()):
        graph.add_node(key, label=label, **attributes)
    for number, ((first, second), (weight, attributes)) in enumerate(sorted(network.edges.items()), start=1):
        graph.add_edge(first, second, id=f"edge-{number}", weight=float(weight), **attributes)
    return graph
