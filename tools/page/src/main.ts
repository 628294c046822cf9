import "./style.css";
document.title = "weir";
