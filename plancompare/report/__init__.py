"""Ways to look at a comparison. Reports read results and compute nothing.

Comparison ──view.py──▶ Page (what is shown) ──html.py──▶ one self-contained HTML file
"""
